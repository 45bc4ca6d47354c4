using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>One AWS account of the sample: its identities, its resources, its files beside them, and who does what in it.</summary>
internal sealed record Account(string Id, string Name, string Email, string OrganizationalUnit)
{
    /// <summary>Users, in the order of the export.</summary>
    public List<User> Users { get; } = [];

    /// <summary>Groups.</summary>
    public List<Group> Groups { get; } = [];

    /// <summary>Roles.</summary>
    public List<Role> Roles { get; } = [];

    /// <summary>Customer-managed policies.</summary>
    public List<ManagedPolicy> Policies { get; } = [];

    /// <summary>Items of the Config snapshot.</summary>
    public List<ConfigItem> Config { get; } = [];

    /// <summary>Outputs of the CLI by file name.</summary>
    public Dictionary<string, JsonNode> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is active here and does what.</summary>
    public List<Actor> Actors { get; } = [];

    /// <summary>What the credential report says of the root user: days since its password was last used (null never), a key, MFA.</summary>
    public (int? LastUsedDaysAgo, bool Key, bool Mfa) Root { get; set; } = (null, false, true);

    /// <summary>An ARN of IAM in this account.</summary>
    public string Iam(string what) => $"arn:aws:iam::{Id}:{what}";
}

/// <summary>An inline policy.</summary>
internal sealed record Inline(string Name, string Document);

/// <summary>A customer-managed policy; older versions come before the default one.</summary>
internal sealed record ManagedPolicy(string Name, int DaysOld, params string[] Versions);

/// <summary>An access key of a user.</summary>
internal sealed record AccessKey(int DaysOld, int? UsedDaysAgo, string Service = "s3", bool Active = true);

/// <summary>A user of IAM.</summary>
internal sealed record User(string Name, int DaysOld)
{
    public string Path { get; init; } = "/";
    public IReadOnlyList<string> Groups { get; init; } = [];
    public IReadOnlyList<Inline> Inline { get; init; } = [];
    public IReadOnlyList<string> Attached { get; init; } = [];
    public string? Boundary { get; init; }
    public bool Password { get; init; }
    public int? PasswordUsedDaysAgo { get; init; }
    public bool Mfa { get; init; }
    public IReadOnlyList<AccessKey> Keys { get; init; } = [];
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>A group of IAM.</summary>
internal sealed record Group(string Name, int DaysOld)
{
    public IReadOnlyList<Inline> Inline { get; init; } = [];
    public IReadOnlyList<string> Attached { get; init; } = [];
}

/// <summary>A role of IAM.</summary>
internal sealed record Role(string Name, int DaysOld, string Trust)
{
    public string Path { get; init; } = "/";
    public string Description { get; init; } = "";
    public IReadOnlyList<Inline> Inline { get; init; } = [];
    public IReadOnlyList<string> Attached { get; init; } = [];
    public string? Boundary { get; init; }
    public bool InstanceProfile { get; init; }
    public int? UsedDaysAgo { get; init; }
    public string UsedRegion { get; init; } = Company.Home;
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>An item of an AWS Config snapshot; configuration and supplement as JSON text.</summary>
internal sealed record ConfigItem(string Type, string Id, string Name, string Arn, string Configuration)
{
    public string Region { get; init; } = Company.Home;
    public string Supplement { get; init; } = "{}";
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
