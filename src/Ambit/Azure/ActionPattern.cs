using Ambit.Access;

namespace Ambit.Azure;

/// <summary>
/// An action string of a role, with <c>*</c> anywhere, which crosses slashes; case does not matter and there is no <c>?</c>.
/// Microsoft Learn, "Understand Azure role definitions".
/// </summary>
public readonly record struct ActionPattern(string Text)
{
    /// <summary>Whether an action (itself without wildcards) matches.</summary>
    public bool Matches(string action) => Matches(Text, action);

    /// <summary>Whether a text matches a pattern with stars, without regard to case.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => Wildcards.Match(pattern, text, anyCase: true, one: false);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
