namespace Ambit.Aws.Catalogue;

/// <summary>A type of resource that actions name.</summary>
/// <param name="Service">The service's prefix.</param>
/// <param name="Name">The reference's own word: <c>object</c>, <c>role</c>.</param>
/// <param name="Arn">The ARN with <c>${Partition}</c>, <c>${Region}</c>, <c>${Account}</c> and names of its own to be filled in.</param>
/// <param name="ConditionKeys">The keys that the type carries (<c>aws:ResourceTag/${TagKey}</c>).</param>
public sealed record AwsResourceType(string Service, string Name, string Arn, IReadOnlyList<string> ConditionKeys)
{
    private readonly Lazy<IReadOnlyList<ArnTemplate>> _templates =
        new(() => [.. Arn.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(t => new ArnTemplate(t))]);

    /// <summary>The ARN as templates; a few types have two forms.</summary>
    public IReadOnlyList<ArnTemplate> Templates => _templates.Value;
}
