using System.Text.Json;

namespace Ambit.Azure.Import;

/// <summary>
/// What Microsoft Graph's PowerShell prints (<c>Get-MgGroupMember | ConvertTo-Json</c>): facts that the cmdlet's type has no property for
/// stand under <c>AdditionalProperties</c>, the object's own type among them.
/// </summary>
internal static class GraphPowerShell
{
    /// <summary>The object with these facts beside its others; itself where it has none.</summary>
    public static JsonElement Plain(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !AzureRow.Find(element, "AdditionalProperties", out var more) || more.ValueKind != JsonValueKind.Object || !more.EnumerateObject().Any())
            return element;
        return RowCopy.Write(w =>
        {
            var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var p in element.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null && p.Value.GetRawText() != more.GetRawText()))
            {
                if (own.Add(p.Name))
                    p.WriteTo(w);
            }

            foreach (var p in more.EnumerateObject().Where(p => own.Add(p.Name)))
                p.WriteTo(w);
        });
    }
}
