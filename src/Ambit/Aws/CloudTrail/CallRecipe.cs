using System.Text;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>All that is known of one kind of call (source and name) before any such call is read: its permissions, and what of the request matters.</summary>
internal sealed class CallRecipe
{
    /// <summary>The parameter that names the type of what EC2 tags as it makes it.</summary>
    public const string TaggedType = "resourceType";

    private static readonly string[] TagNames = ["tags", "tagList", "tagsList", "tagSet"];
    private static readonly string[] RoleNames = ["role", "roleName", "serviceRole", "roleArn", PassedRoles.InstanceProfile];

    private readonly int[] _telling;
    private readonly int[] _asked;

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
        foreach (var (_, resources) in Actions)
            resources.Bind(Names);
        foreach (var (_, resources) in Additional)
            resources.Bind(Names);
        _asked = [.. Actions.Select(a => a.Action.Parameter is { } parameter ? Names.Find(Encoding.UTF8.GetBytes(parameter)) : -1)];
        _telling = [.. Additional.Select(a => a.Permission.Parameter).Append(PassedRoles.InstanceProfile).Select(p => p is null ? -1 : Names.Find(Encoding.UTF8.GetBytes(p))).Where(n => n >= 0)];
        WantsArns = PassesRoles || Actions.Any(a => a.Resources.Any);
        WantsResources = Actions.Any(a => a.Resources.Any) || Additional.Any(a => a.Resources.Any);
        MayBePlain = Actions.Count > 0 && Additional.All(a => a.Permission.Parameter is not null) && !(PassesRoles && NeedsRole)
            && !Name.StartsWith("AssumeRole", StringComparison.Ordinal) && ChangingCalls.ParameterOf(source, name) is null;
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

    /// <summary>Whether ARNs under any parameter matter.</summary>
    public bool WantsArns { get; }

    /// <summary>Whether the resources that a record lists matter.</summary>
    public bool WantsResources { get; }

    /// <summary>Whether the request has to be looked at.</summary>
    public bool WantsRequest { get; }

    /// <summary>Whether a call is checked for one of the permissions, as far as its parameters tell.</summary>
    public bool IsNeeded(int action, in CallText call)
    {
        if (_asked[action] < 0)
            return true;
        var mapped = Actions[action].Action;
        foreach (ref readonly var parameter in call.Parameters)
        {
            if (parameter.Name == _asked[action] && (mapped.BeginsWith is null || BeginsWith(call.ValueOf(parameter).TrimStart(" \t\r\n"u8), mapped.BeginsWith)))
                return mapped.WhenPresent;
        }

        return !mapped.WhenPresent;
    }

    /// <summary>Whether such calls use the same permissions each time as long as no parameter tells otherwise.</summary>
    public bool MayBePlain { get; }

    /// <summary>Whether no parameter of a call tells that it uses more than the permissions of its kind.</summary>
    public bool IsPlain(in CallText call)
    {
        foreach (ref readonly var parameter in call.Parameters)
        {
            if (_telling.AsSpan().Contains(parameter.Name) || (PassesRoles && call.ValueOf(parameter).StartsWith("arn:"u8)))
                return false;
        }

        return MayBePlain;
    }

    private static bool BeginsWith(ReadOnlySpan<byte> value, string beginning) =>
        value.Length >= beginning.Length && Ascii.EqualsIgnoreCase(value[..beginning.Length], beginning);

    private IEnumerable<string> WantedNames() =>
        Actions.Select(a => a.Action.Parameter).OfType<string>()
            .Concat(Additional.Select(a => a.Permission.Parameter).OfType<string>())
            .Concat(PassesRoles ? PassedRoles.Parameters(Actions[0].Action.Action) : [])
            .Concat(Additional.Any(a => a.Permission.Action == "ec2:CreateTags") ? [TaggedType] : [])
            .Concat(PassesRoles ? PassedRoles.NotPassed : [])
            .Concat(PassesRoles && NeedsRole ? RoleNames : [])
            .Concat(PassesRoles && NeedsRole && Source == "ec2.amazonaws.com" ? ["name"] : [])
            .Concat(Name.StartsWith("AssumeRole", StringComparison.Ordinal) ? ["externalId", "principalArn", "sourceIdentity"] : [])
            .Concat(ChangingCalls.ParameterOf(Source, Name) is { } changed ? [changed] : [])
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
