using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>
/// Identities that a boundary or a guardrail keeps from administering, whatever is written onto them, but not from some resource:
/// "what counts is what the target can do after its boundary and its denies".
/// </summary>
internal sealed class AwsCappedPower(AwsEstate estate, AwsWorkloads workloads, AwsPermissions permissions, AwsAdministration administration)
{
    private readonly Lazy<CompiledPrincipal[]> _written = new(() => [.. Capped(estate, permissions, administration, "written")]);
    private readonly Lazy<CompiledPrincipal[]> _inline = new(() => [.. Capped(estate, permissions, administration, "written-inline")]);

    /// <summary>Rows of <c>readable-after</c>: resource, principal, change, account.</summary>
    public IEnumerable<Fact> Rows(IReadOnlyList<string?> bound)
    {
        var resources = bound[0] is { } one ? workloads.Resource(one) is { } known ? [known] : [] : estate.Resources;
        return resources.SelectMany(r => Rows(r, bound[2]!));
    }

    private IEnumerable<Fact> Rows(AwsResource resource, string change)
    {
        if (DataStore.Of(resource.Type) is not { } store)
            yield break;
        var arn = resource.Arn;
        foreach (var capped in change is "written" ? _written.Value : _inline.Value)
        {
            var answer = permissions.Ask(administration.Given(capped), store.Read, store.Objects(arn), AccessRequest.NoContext, null);
            if (!answer.Holds && store.Control is { } control)
                answer = permissions.Ask(administration.Given(capped), control, arn, AccessRequest.NoContext, null);
            if (answer.Holds)
                yield return new Fact([arn, capped.Id, change, capped.Account], answer.Conditions, []);
        }
    }

    private static IEnumerable<CompiledPrincipal> Capped(AwsEstate estate, AwsPermissions permissions, AwsAdministration administration, string change)
    {
        foreach (var principal in estate.Users.Concat<AwsPrincipal>(estate.Roles.Where(r => !r.Reserved)))
        {
            if (permissions.Find(principal.Arn) is { ServiceLinked: false } now
                && (now.Boundary is not null || now.Identity.Denies.Length > 0 || (now.ServiceControl.Length > 0 && administration.AccountIsCapped(principal.Account)))
                && administration.Administers(principal.Arn) is null && !administration.After([principal.Arn, change, null, null]).Any())
                yield return now;
        }
    }
}
