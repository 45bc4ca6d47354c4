using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>What an <c>errorCode</c> tells of permission.</summary>
internal static class CallOutcome
{
    private static readonly string[] Refusals = ["AccessDenied", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError", "UnauthorizedAccess", "UnauthorizedException", "Forbidden"];

    // The caller was not even known, or the service did not come so far as to ask.
    private static readonly string[] TellNothing =
    [
        "Throttl", "RequestLimitExceeded", "TooManyRequests", "SlowDown", "ServiceUnavailable", "InternalError", "InternalFailure", "InternalServer",
        "InternalService", "ServiceException", "ExpiredToken", "InvalidClientTokenId", "UnrecognizedClient", "SignatureDoesNotMatch", "InvalidSignature",
        "MissingAuthenticationToken", "AuthFailure", "IncompleteSignature", "InvalidToken", "RequestExpired", "RequestTimeout", "ProvisionedThroughputExceeded",
        "InvalidAccessKeyId", "OptInRequired", "UnknownOperation", "LimitExceededRate",
    ];

    /// <summary>
    /// No code and a dry run's are success; refusals are attempts; throttling and broken signatures tell nothing; any other error
    /// comes after authorisation in most services, so the permission was held and used.
    /// </summary>
    public static UseOutcome Of(string? errorCode)
    {
        if (string.IsNullOrEmpty(errorCode) || errorCode.Contains("DryRunOperation", StringComparison.OrdinalIgnoreCase))
            return UseOutcome.Used;
        if (Array.Exists(Refusals, r => errorCode.Contains(r, StringComparison.OrdinalIgnoreCase)))
            return UseOutcome.Refused;
        return Array.Exists(TellNothing, t => errorCode.Contains(t, StringComparison.OrdinalIgnoreCase)) ? UseOutcome.Untold : UseOutcome.Used;
    }
}
