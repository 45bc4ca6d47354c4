using Ambit.Escalation;
using Ambit.Model;
using Ambit.Settings;
using Ambit.Usage;

namespace Ambit.Findings;

/// <summary>What the kinds of finding look at: one estate, its use, and what its owner says of it.</summary>
public sealed record EstateFacts
{
    private EstatePaths? _paths;

    /// <summary>What counts as now.</summary>
    public DateTimeOffset Now => Window.To;

    /// <summary>The window of use.</summary>
    public required UsageWindow Window { get; init; }

    /// <summary>Every identity.</summary>
    public required IReadOnlyList<IdentityFacts> Identities { get; init; }

    /// <summary>Every action that an identity may do on at least one resource; asked for, because an administrator holds tens of thousands.</summary>
    public required Func<Identity, IReadOnlyList<string>> HeldActions { get; init; }

    /// <summary>Every resource.</summary>
    public required IReadOnlyList<Resource> Resources { get; init; }

    /// <summary>Accounts and what is above them.</summary>
    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>What the logs could have shown.</summary>
    public required LogReach Logs { get; init; }

    /// <summary>The resources on which an action was used within the window, by anybody, as far as logs name them.</summary>
    public Func<string, IReadOnlyCollection<string>> ResourcesUsedBy { get; init; } = _ => [];

    /// <summary>What each cloud's part tells the escalation rules.</summary>
    public required IReadOnlyList<IEscalationFacts> Escalation { get; init; }

    /// <summary>ambit.yaml.</summary>
    public required AmbitSettings Settings { get; init; }

    /// <summary>Which scopes are production.</summary>
    public required ProductionScopes Production { get; init; }

    /// <summary>Who could become whom; worked out on first use, once for all that ask.</summary>
    public EstatePaths Paths => _paths ??= new EstatePaths(this);

    /// <summary>How long an identity may go unused before it counts as unused, in days, by its class.</summary>
    public int PatienceOf(Identity identity) => PatienceOf(Settings.Windows, identity, Window.Days);

    /// <summary>The window of an identity in days by its class (people, workloads, break-glass), as ambit.yaml says; else a default.</summary>
    public static int PatienceOf(WindowSettings windows, Identity identity, int otherwise) =>
        windows.IsBreakGlass(identity.Id, identity.Name) ? windows.BreakGlass ?? otherwise
        : IsPerson(identity) ? windows.People ?? otherwise
        : windows.Workloads ?? otherwise;

    /// <summary>Whether an identity is a person rather than a workload, as far as its kind and credentials tell.</summary>
    public static bool IsPerson(Identity identity) =>
        identity.Kind is "root" || (identity.Kind is "user" && (identity.Credentials.Any(c => c.Kind == "password") || identity.Credentials.Count == 0));
}
