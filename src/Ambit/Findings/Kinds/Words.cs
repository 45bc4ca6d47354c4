using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>How findings speak of credentials.</summary>
internal static class Words
{
    /// <summary>A credential with its article.</summary>
    public static string Of(Credential credential) => credential.Kind switch
    {
        "password" => "a password",
        "accessKey" => $"an access key ({credential.Id})",
        "secret" => $"a secret ({credential.Id})",
        "certificate" => $"a certificate ({credential.Id})",
        var other => $"a {other} ({credential.Id})",
    };
}
