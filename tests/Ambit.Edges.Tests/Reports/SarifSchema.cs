using Json.Schema;

namespace Ambit.Edges.Tests.Reports;

/// <summary>SARIF 2.1.0's own schema, read once: the library keeps what it has read by its id, and refuses a second.</summary>
internal static class SarifSchema
{
    public static JsonSchema Current { get; } = JsonSchema.FromFile(Path.Combine(AppContext.BaseDirectory, "Cases", "sarif", "sarif-2.1.0.json"));
}
