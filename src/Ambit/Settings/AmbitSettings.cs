namespace Ambit.Settings;

/// <summary>What only the owner of an estate knows: the file <c>ambit.yaml</c> (docs/configuration.md). Everything in it is optional.</summary>
public sealed record AmbitSettings
{
    /// <summary>Nothing is set.</summary>
    public static readonly AmbitSettings None = new();

    /// <summary>The file it was read from, null for none.</summary>
    public string? File { get; init; }

    /// <summary>Names and environments of accounts, subscriptions, projects, clusters.</summary>
    public IReadOnlyList<ScopeSetting> Scopes { get; init; } = [];

    /// <summary>What marks production besides.</summary>
    public ProductionSettings Production { get; init; } = ProductionSettings.None;

    /// <summary>Resources that matter by themselves.</summary>
    public IReadOnlyList<SensitiveResource> Sensitive { get; init; } = [];

    /// <summary>Accounts outside the estate that are trusted, vendors among them.</summary>
    public IReadOnlyList<TrustedScope> Trusted { get; init; } = [];

    /// <summary>Windows by class of identity.</summary>
    public WindowSettings Windows { get; init; } = new();

    /// <summary>Keys of tags whose value names an owner, the first that is set counts.</summary>
    public IReadOnlyList<string> OwnerTags { get; init; } = ["owner", "Owner", "team", "Team"];

    /// <summary>Patterns of identities that are meant to be administrators.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>Findings that somebody accepted.</summary>
    public IReadOnlyList<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>What must hold of the estate.</summary>
    public IReadOnlyList<Assertion> Assertions { get; init; } = [];

    /// <summary>The owner that tags name, null where none does.</summary>
    public string? OwnerOf(IReadOnlyDictionary<string, string> tags) =>
        OwnerTags.Select(k => tags.GetValueOrDefault(k)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v));
}
