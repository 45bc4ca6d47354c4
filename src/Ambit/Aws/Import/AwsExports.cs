using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>Every export of AWS that is read whole, in the order they are asked.</summary>
internal static class AwsExports
{
    /// <summary>A new format is a class (or a row of <see cref="CliOutputs"/>) and a line here.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new CollectedAccount(),
        new CollectedOrganization(),
        new CollectedIndex(),
        new AuthorizationDetails(),
        new CredentialReport(),
        new ConfigSnapshot(),
        new ConfigQuery(),
        new ConfigInvocation(),
        new AccessKeys(),
        new AccessKeyLastUsed(),
        new CollectNotes(),
        new StackInstances(),
        new OpenIdConnectProvider(),
        new SamlProvider(),
        new InstanceProfiles(),
        new Organizations(),
        new IdentityCenterExports(),
        new AccountOutputs(),
        new KmsGrants(),
        new LaunchTemplateVersions(),
        new LastAccessed(),
        new LastAccessedEntities(),
        new OrganizationsAccessReport(),
        new UnusedAccessFindings(),
        new RestApis(),
        new InputManifest(),
        .. CliOutputs.All,
        .. ResourceParts.All,
        new IamLists(),
    ];
}
