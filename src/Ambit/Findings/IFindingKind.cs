namespace Ambit.Findings;

/// <summary>One kind of finding. Adding a kind is one class under <c>Kinds/</c> and its line in <see cref="FindingKinds"/>.</summary>
public interface IFindingKind
{
    /// <summary>Stable, lower case with dashes: <c>unused-identity</c>.</summary>
    string Id { get; }

    /// <summary>What people call it.</summary>
    string Title { get; }

    /// <summary>One sentence: when it is found.</summary>
    string Rule { get; }

    /// <summary>Finds all of its kind.</summary>
    IEnumerable<Finding> Find(EstateFacts facts, CancellationToken cancellation);
}
