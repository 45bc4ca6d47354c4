namespace Ambit.Aws.RightSizing;

/// <summary>
/// Resources that a log names by a pattern of ours: what is being made has no id yet (<c>instance/*</c>), and a secret asked for by
/// its name lacks the six characters that end its ARN (<c>secret:db-??????</c>). Only names of S3 objects may hold a star or a
/// question mark that is meant as such.
/// </summary>
internal static class MadePatterns
{
    /// <summary>Whether there is a wildcard in it at all.</summary>
    public static bool Has(string resource) => resource.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether its wildcards are ours.</summary>
    public static bool Is(string resource) => Has(resource) && CloudTrail.AwsArn.Service(resource) is { } service && service != "s3";
}
