namespace Ambit.Aws.CloudTrail;

/// <summary>Who made a call, as far as its <c>userIdentity</c> tells.</summary>
/// <param name="Principal">The IAM principal to credit (a role and not its session), a unique id where only that is told, null for nobody.</param>
/// <param name="Account">The caller's account, null where not told.</param>
/// <param name="UniqueId">AIDA…, AROA…; null where not told.</param>
/// <param name="Mfa">Whether the session was made with MFA; null where the log does not tell.</param>
/// <param name="InvokedBy">The service that made the call with the caller's rights, null for none.</param>
/// <param name="OnAws">The session runs on AWS's own machines (an instance, a function), so that its address is no habit of anybody's.</param>
/// <param name="SourceIdentity">The source identity of the session.</param>
/// <param name="FederatedProvider">The provider that let the session in.</param>
/// <param name="Person">The person of Identity Center on whose behalf the call was made: <c>arn:aws:identitystore:::user/ID</c>.</param>
internal sealed record Caller(
    string? Principal, string? Account, string? UniqueId, bool? Mfa, string? InvokedBy, bool OnAws, string? SourceIdentity, string? FederatedProvider, string? Person)
{
    /// <summary>Nothing known.</summary>
    public static readonly Caller Nobody = new(null, null, null, null, null, false, null, null, null);
}
