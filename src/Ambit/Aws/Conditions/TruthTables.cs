namespace Ambit.Aws.Conditions;

/// <summary>AND, OR and NOT over three values (Kleene).</summary>
public static class TruthTables
{
    /// <summary>Both.</summary>
    public static Truth And(this Truth a, Truth b) => a < b ? a : b;

    /// <summary>At least one.</summary>
    public static Truth Or(this Truth a, Truth b) => a > b ? a : b;

    /// <summary>The other way round; unknown stays unknown.</summary>
    public static Truth Not(this Truth a) => (Truth)(2 - (byte)a);

    /// <summary>Of a plain Boolean.</summary>
    public static Truth Of(bool value) => value ? Truth.Yes : Truth.No;
}
