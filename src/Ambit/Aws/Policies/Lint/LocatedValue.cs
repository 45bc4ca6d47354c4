using System.Text.Json;

namespace Ambit.Aws.Policies.Lint;

/// <summary>A JSON value that knows where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A string's text; the spelling of a number, true, false or null.</param>
/// <param name="Pointer">Its JSON pointer.</param>
/// <param name="Offset">Its first byte.</param>
internal sealed record LocatedValue(JsonValueKind Kind, string Text, string Pointer, int Offset)
{
    /// <summary>The members of an object, in their order, doubles too.</summary>
    public List<LocatedMember> Members { get; } = [];

    /// <summary>The items of an array.</summary>
    public List<LocatedValue> Items { get; } = [];

    /// <summary>Whether it is a text.</summary>
    public bool IsText => Kind is JsonValueKind.String;

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Kind is JsonValueKind.Object;

    /// <summary>Whether it is an array.</summary>
    public bool IsArray => Kind is JsonValueKind.Array;

    /// <summary>The value itself, or each item where it is an array.</summary>
    public IReadOnlyList<LocatedValue> Each => IsArray ? Items : [this];

    /// <summary>The texts in <see cref="Each"/>; numbers and Booleans count by their spelling.</summary>
    public IEnumerable<LocatedValue> Texts => Each.Where(v => v.Kind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False);

    /// <summary>A member by its name, the last where there are several; null where there is none.</summary>
    public LocatedMember? this[string name] => Members.FindLast(m => m.Name == name);
}
