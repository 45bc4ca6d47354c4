using System.Text.Json;

namespace Ambit.Aws.Policies.Lint;

/// <summary>The elements of a document and of its statements (IAM User Guide, "Grammar of the IAM JSON policy language").</summary>
internal static class StructureRules
{
    private static readonly string[] Top = ["Version", "Id", "Statement"];
    private static readonly string[] InStatement = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];
    private static readonly (string, string)[] Pairs = [("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal")];

    public static void Apply(LintDocument document)
    {
        if (!document.Root.IsObject)
        {
            document.Report("DATA_TYPE_MISMATCH", document.Root, "a policy document is an object");
            return;
        }

        Unknown(document, document.Root, Top);
        Version(document);
        Statement(document);
        foreach (var statement in document.Statements)
        {
            Unknown(document, statement.Value, InStatement);
            Types(document, statement);
            Effect(document, statement);
            Missing(document, statement);
            foreach (var (one, other) in Pairs)
            {
                if (statement.Value[one] is not null && statement.Value[other] is { } second)
                    document.Report("UNSUPPORTED_ELEMENT_COMBINATION", second, $"`{one}` and `{other}` exclude each other in one statement");
            }
        }
    }

    private static void Unknown(LintDocument document, LocatedValue value, string[] known)
    {
        foreach (var member in value.Members.Where(m => !known.Contains(m.Name, StringComparer.Ordinal)))
        {
            var near = known.FirstOrDefault(k => k.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
            document.Report("INVALID_POLICY_ELEMENT", member, $"the element `{member.Name}` does not exist{(near is null ? "" : $"; did you mean `{near}`")}");
        }
    }

    private static void Version(LintDocument document)
    {
        if (document.Root["Version"] is not { } version)
            document.Report("MISSING_VERSION", document.Root, "without `Version` the policy is read as of 2008-10-17, in which variables are plain text");
        else if (!version.Value.IsText)
            document.Report("DATA_TYPE_MISMATCH", version.Value, "`Version` is a text");
        else if (version.Value.Text is not ("2012-10-17" or "2008-10-17"))
            document.Report("INVALID_VERSION", version.Value, $"there is no version `{version.Value.Text}`");
    }

    private static void Statement(LintDocument document)
    {
        if (document.Root["Statement"] is not { } statement)
            document.Report("MISSING_STATEMENT", document.Root, "the document has no `Statement`");
        else if (statement.Value.IsArray && statement.Value.Items.Count == 0)
            document.Report("MISSING_STATEMENT", statement, "`Statement` is empty");
        else
        {
            foreach (var one in statement.Value.Each.Where(s => !s.IsObject))
                document.Report("DATA_TYPE_MISMATCH", one, "a statement is an object");
        }
    }

    private static void Types(LintDocument document, LintStatement statement)
    {
        foreach (var name in (string[])["Sid", "Effect"])
        {
            if (statement.Value[name] is { Value.IsText: false } member)
                document.Report("DATA_TYPE_MISMATCH", member.Value, $"`{name}` is a text");
        }

        foreach (var member in new[] { statement.Actions, statement.Resources }.OfType<LocatedMember>())
        {
            foreach (var value in member.Value.Each.Where(v => !v.IsText))
                document.Report("DATA_TYPE_MISMATCH", value, $"`{member.Name}` is a text or a list of texts");
        }

        if (statement.Value["Condition"] is not { } condition)
            return;
        if (!condition.Value.IsObject)
            document.Report("DATA_TYPE_MISMATCH", condition.Value, "`Condition` is an object of operators");
        foreach (var op in condition.Value.Members.Where(m => !m.Value.IsObject))
            document.Report("DATA_TYPE_MISMATCH", op.Value, $"`{op.Name}` holds an object of condition keys");
        foreach (var value in statement.Conditions.SelectMany(c => c.Key.Value.Each).Where(v => v.Kind is JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Array))
            document.Report("DATA_TYPE_MISMATCH", value, "a condition compares with a text or a list of texts");
    }

    private static void Effect(LintDocument document, LintStatement statement)
    {
        if (statement.Value["Effect"] is not { } effect)
            document.Report("MISSING_EFFECT", statement.Value, "the statement has no `Effect`");
        else if (effect.Value.IsText && effect.Value.Text is not ("Allow" or "Deny"))
            document.Report("INVALID_EFFECT", effect.Value, $"`Effect` is `Allow` or `Deny`, not `{effect.Value.Text}`");
    }

    private static void Missing(LintDocument document, LintStatement statement)
    {
        if (statement.Actions is null)
            document.Report("MISSING_ACTION", statement.Value, "the statement has neither `Action` nor `NotAction`");
        var takesPrincipal = document.Kind is PolicyKind.Resource or PolicyKind.Trust or PolicyKind.ResourceControl;
        if (takesPrincipal && statement.Principals is null)
            document.Report("MISSING_PRINCIPAL", statement.Value, "the statement has no `Principal`");
        if (document.Kind is PolicyKind.Identity or PolicyKind.Boundary or PolicyKind.Session && statement.Principals is { } principal)
            document.Report("UNSUPPORTED_PRINCIPAL", principal, $"an identity policy has no `{principal.Name}`: its holder is the principal");
        // Some services take policies without a resource: the policy is about what it is attached to.
        var needsResource = document.Kind is PolicyKind.Identity or PolicyKind.Boundary or PolicyKind.Session or PolicyKind.ServiceControl or PolicyKind.ResourceControl
            || document.ResourceType is "AWS::S3::Bucket" or "AWS::S3::AccessPoint" or "AWS::S3::MultiRegionAccessPoint" or "AWS::S3ObjectLambda::AccessPoint" or "AWS::DynamoDB::Table";
        if (needsResource && statement.Resources is null)
            document.Report("MISSING_RESOURCE", statement.Value, "the statement has neither `Resource` nor `NotResource`");
    }
}
