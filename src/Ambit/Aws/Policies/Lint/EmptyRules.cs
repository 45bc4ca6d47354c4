namespace Ambit.Aws.Policies.Lint;

/// <summary>Elements that hold nothing, and so match nothing or everything.</summary>
internal static class EmptyRules
{
    public static void Apply(LintDocument document)
    {
        foreach (var statement in document.Statements)
        {
            Array(document, statement.Actions, "EMPTY_ARRAY_ACTION");
            Array(document, statement.Resources, "EMPTY_ARRAY_RESOURCE");
            Principals(document, statement);
            Conditions(document, statement);
        }
    }

    private static void Array(LintDocument document, LocatedMember? member, string code)
    {
        if (member?.Value is { IsArray: true, Items.Count: 0 })
            document.Report(code, member.Value, $"`{member.Name}` is an empty list: the statement is about nothing");
    }

    private static void Principals(LintDocument document, LintStatement statement)
    {
        if (statement.Principals is not { } principal)
            return;
        Array(document, principal, "EMPTY_ARRAY_PRINCIPAL");
        if (principal.Value is { IsObject: true, Members.Count: 0 })
            document.Report("EMPTY_OBJECT_PRINCIPAL", principal.Value, $"`{principal.Name}` names nobody");
        foreach (var named in principal.Value.Members)
            Array(document, named, "EMPTY_ARRAY_PRINCIPAL");
    }

    private static void Conditions(LintDocument document, LintStatement statement)
    {
        if (statement.Value["Condition"] is not { } condition)
            return;
        if (condition.Value is { IsObject: true, Members.Count: 0 })
            document.Report("EMPTY_OBJECT_CONDITION", condition.Value, "`Condition` asks for nothing");
        foreach (var op in condition.Value.Members)
        {
            if (op.Value is { IsObject: true, Members.Count: 0 })
                document.Report("EMPTY_OBJECT_CONDITION", op.Value, $"`{op.Name}` asks for nothing");
            foreach (var key in op.Value.Members.Where(k => k.Value is { IsArray: true, Items.Count: 0 }))
                document.Report(Code(op.Name), key.Value, $"`{key.Name}` is compared with an empty list");
        }
    }

    private static string Code(string op) =>
        op.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase) ? "EMPTY_ARRAY_CONDITION_FORALLVALUES"
        : op.StartsWith("ForAnyValue:", StringComparison.OrdinalIgnoreCase) ? "EMPTY_ARRAY_CONDITION_FORANYVALUE"
        : op.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase) ? "EMPTY_ARRAY_CONDITION_IFEXISTS"
        : "EMPTY_ARRAY_CONDITION";
}
