namespace Ambit.Estate.Aws;

/// <summary>Kinds of callers as CloudTrail's userIdentity has them.</summary>
internal enum CallerKind
{
    AssumedRole,
    IamUser,
    Root,
    AwsService,
    AwsAccount,
    WebIdentityUser,
    SamlUser,
}

/// <summary>Somebody who calls: a role's sessions, a user, a service, a vendor's account, a web identity.</summary>
/// <param name="Kind">What CloudTrail calls it.</param>
/// <param name="Account">The account that the caller belongs to (for a service: the account it acts in).</param>
/// <param name="Name">The role, the user, the service principal, the unique id or the subject.</param>
internal sealed record Actor(CallerKind Kind, string Account, string Name)
{
    /// <summary>The role's or user's path.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Session names of a role.</summary>
    public IReadOnlyList<string> Sessions { get; init; } = ["session"];

    /// <summary>Whether its sessions were opened with MFA.</summary>
    public bool Mfa { get; init; }

    /// <summary>Whether it signs with a long-term key rather than through the console.</summary>
    public bool LongTermKey { get; init; }

    /// <summary>Where it calls from.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = ["203.0.113.41"];

    /// <summary>What it calls with.</summary>
    public string Agent { get; init; } = "aws-sdk-java/2.29.45 md/io#sync Linux/6.1";

    /// <summary>The VPC endpoint it goes through.</summary>
    public string? VpcEndpoint { get; init; }

    /// <summary>Works on working days, in office hours.</summary>
    public bool Person { get; init; }

    /// <summary>What it does.</summary>
    public List<Call> Calls { get; init; } = [];

    /// <summary>Its ARN in IAM.</summary>
    public string Arn => Kind switch
    {
        CallerKind.AssumedRole => $"arn:aws:iam::{Account}:role{Path}{Name}",
        CallerKind.IamUser => $"arn:aws:iam::{Account}:user{Path}{Name}",
        CallerKind.Root => $"arn:aws:iam::{Account}:root",
        _ => Name,
    };
}

/// <summary>
/// One kind of call. Texts may hold <c>{day}</c>, <c>{n}</c> (0 to 399), <c>{id}</c> (17 hex digits), <c>{session}</c>.
/// </summary>
/// <param name="Service">The first part of the event source: <c>s3</c>.</param>
/// <param name="Name">The event's name.</param>
/// <param name="PerDay">How often on an active day, on average.</param>
/// <param name="Request">requestParameters as JSON text.</param>
internal sealed record Call(string Service, string Name, double PerDay, string Request = "null")
{
    public bool ReadOnly { get; init; } = true;

    /// <summary>responseElements as JSON text.</summary>
    public string Response { get; init; } = "null";

    /// <summary>Resources as <c>TYPE ARN</c>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>A data event, which only the trails' selectors record.</summary>
    public bool Data { get; init; }

    public string Region { get; init; } = Company.Home;

    /// <summary>The service that made the call with the caller's rights.</summary>
    public string? InvokedBy { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>additionalEventData as JSON text.</summary>
    public string? Additional { get; init; }

    /// <summary>The account of the resource where it is another than the caller's: the event lies in both.</summary>
    public string? Also { get; init; }

    public string EventType { get; init; } = "AwsApiCall";

    /// <summary>First and last day, numbered from 0, within the window; a negative last day counts from the end.</summary>
    public (int First, int Last) Window { get; init; } = (0, int.MaxValue);

    /// <summary>The only days it happens, once each; such calls are never multiplied.</summary>
    public IReadOnlyList<int>? OnDays { get; init; }

    /// <summary>A fixed hour of the day.</summary>
    public int? Hour { get; init; }

    /// <summary>The same call, refused.</summary>
    public Call Refused(string code, string message) => this with { ErrorCode = code, ErrorMessage = message, Response = "null" };
}
