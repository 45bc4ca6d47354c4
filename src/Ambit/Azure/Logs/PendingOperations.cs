using Ambit.Usage;

namespace Ambit.Azure.Logs;

/// <summary>
/// Operations that a file has seen begin and not end. "One operation has several records (Started, Accepted, Succeeded, one
/// correlationId): count one."
/// </summary>
internal sealed class PendingOperations
{
    private readonly Dictionary<UInt128, UsageEvent> _begun = [];

    /// <summary>Keeps a beginning.</summary>
    public void Begin(UInt128 operation, in UsageEvent use) => _begun.TryAdd(operation, use);

    /// <summary>Forgets an operation whose end was seen.</summary>
    public void End(UInt128 operation) => _begun.Remove(operation);

    /// <summary>Those that never ended.</summary>
    public IEnumerable<KeyValuePair<UInt128, UsageEvent>> Left => _begun;
}
