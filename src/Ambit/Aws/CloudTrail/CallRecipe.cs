using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>All that is known of one kind of call (source and name) before any such call is read: its permissions, and what of the request matters.</summary>
internal sealed class CallRecipe
{
    /// <summary>The parameter that names the type of what EC2 tags as it makes it.</summary>
    public const string TaggedType = "resourceType";

    private static readonly string[] TagNames = ["tags", "tagList", "tagsList", "tagSet"];
    private static readonly string[] RoleNames = ["role", "roleName", "serviceRole", "roleArn", PassedRoles.InstanceProfile];

    public CallRecipe(AwsCatalogue catalogue, EventToPermission permissions, string source, string name)
    {
        Source = source;
        Name = name;
        Label = $"{source} {name}";
        Mapping = permissions.Map(source, name);
        Actions = [.. Mapping.Actions.Select(a => (a, new ActionResources(catalogue, a.Action, name)))];
        Additional = [.. Mapping.Actions.SelectMany(a => AdditionalTo(catalogue, a.Action))
            .DistinctBy(a => (a.Parameter, a.Action, a.BeginsWith))
            .Select(a => (a, new ActionResources(catalogue, a.Action)))];
        PassesRoles = Mapping.Kind == MappingKind.Permissions && Mapping.Actions.Any(a => MayPass(catalogue, a.Action));
        NeedsRole = Mapping.Actions.Any(a => NeededBesides.Current.Dependent(a.Action).Contains("iam:PassRole", StringComparer.OrdinalIgnoreCase))
            || Additional.Any(a => a.Permission.Action == "iam:PassRole");
        foreach (var wanted in WantedNames())
            Names.Add(wanted);
        AlwaysAll = Actions.Count > 0 && Actions.All(a => a.Action.Parameter is null);
        WantsArns = PassesRoles || Actions.Any(a => a.Resources.Any);
        WantsResources = Actions.Any(a => a.Resources.Any) || Additional.Any(a => a.Resources.Any);
        WantsRequest = Mapping.Kind == MappingKind.Permissions && (Names.Count > 0 || WantsArns);
    }

    public string Source { get; }

    public string Name { get; }

    /// <summary>The log's own name of the call.</summary>
    public string Label { get; }

    public EventMapping Mapping { get; }

    public IReadOnlyList<(MappedAction Action, ActionResources Resources)> Actions { get; }

    public IReadOnlyList<(AdditionalPermission Permission, ActionResources Resources)> Additional { get; }

    /// <summary>Whether a role ARN in the request is a role that is passed, rather than read about.</summary>
    public bool PassesRoles { get; }

    /// <summary>Whether the reference says that the call needs <c>iam:PassRole</c>.</summary>
    public bool NeedsRole { get; }

    /// <summary>The request parameters that matter.</summary>
    public ParameterNames Names { get; } = new();

    /// <summary>Whether every such call is checked for all of the permissions, whatever its parameters.</summary>
    public bool AlwaysAll { get; }

    /// <summary>Whether ARNs under any parameter matter.</summary>
    public bool WantsArns { get; }

    /// <summary>Whether the resources that a record lists matter.</summary>
    public bool WantsResources { get; }

    /// <summary>Whether the request has to be looked at.</summary>
    public bool WantsRequest { get; }

    private IEnumerable<string> WantedNames() =>
        Actions.Select(a => a.Action.Parameter).OfType<string>()
            .Concat(Additional.Select(a => a.Permission.Parameter).OfType<string>())
            .Concat(PassesRoles ? PassedRoles.Parameters(Actions[0].Action.Action) : [])
            .Concat(Additional.Any(a => a.Permission.Action == "ec2:CreateTags") ? [TaggedType] : [])
            .Concat(PassesRoles ? PassedRoles.NotPassed : [])
            .Concat(PassesRoles && NeedsRole ? RoleNames : [])
            .Concat(PassesRoles && NeedsRole && Source == "ec2.amazonaws.com" ? ["name"] : [])
            .Concat(Name.StartsWith("AssumeRole", StringComparison.Ordinal) ? ["externalId", "principalArn", "sourceIdentity"] : [])
            .Concat(Actions.SelectMany(a => a.Resources.Names))
            .Concat(Additional.SelectMany(a => a.Resources.Names));

    private static IEnumerable<AdditionalPermission> AdditionalTo(AwsCatalogue catalogue, string action)
    {
        var own = NeededBesides.Current.Additional(action);
        return catalogue.LevelOf(action) is AccessLevel.Read or AccessLevel.List ? own
            : own.Concat(NeededBesides.Current.Additional(AwsArn.Prefix(action) + ":*")).Concat(Tagging(catalogue, action));
    }

    /// <summary>The reference lists the tagging of what is made as dependent; it is checked "if tags are specified in the creation".</summary>
    private static IEnumerable<AdditionalPermission> Tagging(AwsCatalogue catalogue, string action)
    {
        foreach (var dependent in NeededBesides.Current.Dependent(action))
        {
            if (catalogue.IndexOf(dependent) < 0 || catalogue.LevelOf(dependent) is not AccessLevel.Tagging || !IsTagging(dependent) || AwsArn.Prefix(dependent) != AwsArn.Prefix(action))
                continue;
            foreach (var name in TagNames)
                yield return new AdditionalPermission(name, dependent, NeededBesides.Current.DependentPage(action)!);
        }
    }

    /// <summary>Whether a permission puts tags on something.</summary>
    public static bool IsTagging(string action) => action.Contains(":Tag", StringComparison.Ordinal) || action.Contains(":AddTag", StringComparison.Ordinal) || action.Contains(":CreateTag", StringComparison.Ordinal);

    private static bool MayPass(AwsCatalogue catalogue, string action) =>
        !action.StartsWith("sts:", StringComparison.Ordinal) && !action.StartsWith("iam:", StringComparison.Ordinal)
        && (NeededBesides.Current.Dependent(action).Contains("iam:PassRole", StringComparer.OrdinalIgnoreCase)
            || catalogue.LevelOf(action) is AccessLevel.Write);
}
