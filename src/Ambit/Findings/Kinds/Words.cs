using Ambit.Model;

namespace Ambit.Findings.Kinds;

/// <summary>How findings speak of identities and credentials.</summary>
internal static class Words
{
    /// <summary>An identity as people say it: <c>role deploy</c>, <c>root of 111122223333</c>.</summary>
    public static string Of(Identity identity) => identity.Kind == "root" ? $"root of {identity.Scope}" : $"{identity.Kind} {identity.Name}";

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
