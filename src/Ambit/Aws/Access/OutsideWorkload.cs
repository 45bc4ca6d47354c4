using System.Diagnostics.CodeAnalysis;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// A workload outside AWS that an OIDC provider vouches for: <c>oidc:ISSUERHOST:SUBJECT</c>. It is always known; where no provider
/// of the estate has its issuer, nobody lets it in. The provider's keys are <c>ISSUER:sub</c> and the like (IAM User Guide,
/// "Available keys for AWS OIDC federation").
/// </summary>
internal static class OutsideWorkload
{
    private const string Prefix = "oidc:";

    /// <summary>
    /// Reads the name; false where it is none. "An OIDC provider is a resource of one account": of several with the issuer, the one
    /// of the account whose role is asked for is meant.
    /// </summary>
    public static bool TryParse(string id, string? resource, AwsWorld world, [NotNullWhen(true)] out CompiledPrincipal? principal, out (RequestKey, Fact)[] stated)
    {
        principal = null;
        stated = [];
        if (!id.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = id[Prefix.Length..];
        var colon = rest.IndexOf(':');
        var issuer = colon < 0 ? rest : rest[..colon];
        var account = resource is not null && ArnFields.TryParse(resource, out var fields) ? fields.Account.ToString() : "";
        var known = world.Estate.Resources.Select(r => r.Arn).Concat(world.Estate.Roles.SelectMany(r => Trusted(world, r.Arn)))
            .Where(p => p.EndsWith($":oidc-provider/{issuer}", StringComparison.Ordinal));
        string? provider = null;
        foreach (var candidate in known)
        {
            provider ??= candidate;
            if (account.Length == 0 || candidate.Contains($"::{account}:", StringComparison.Ordinal))
            {
                provider = candidate;
                break;
            }
        }

        provider ??= issuer;
        var caller = Callers.Federated(provider);
        principal = new CompiledPrincipal(caller, new PolicyLayer(LayerNames.Identity, []), null, null, []);
        if (colon >= 0)
            stated = [(world.Compiler.Keys.Intern($"{issuer}:sub"), Fact.Of(rest[(colon + 1)..]))];
        return true;
    }

    private static IEnumerable<string> Trusted(AwsWorld world, string role) =>
        world.Resources.Side(role, world.Compiler.Action("sts:AssumeRoleWithWebIdentity")).Policy?.Allows
            .SelectMany(s => s.Source.Principal?.Entries ?? []).Where(e => e.Kind is PrincipalKind.Federated).Select(e => e.Value) ?? [];
}
