namespace Ambit.Aws.Policies.Sets;

/// <summary>What one token of a glob takes from the text.</summary>
internal enum GlobStep : byte
{
    /// <summary>The end of a glob.</summary>
    End,

    /// <summary>One character, as it stands.</summary>
    Character,

    /// <summary>One character in either case; the token holds it in lower case.</summary>
    CharacterOfAnyCase,

    /// <summary><c>?</c>: any one UTF-16 unit.</summary>
    One,

    /// <summary><c>*</c>: any run of them, also none.</summary>
    Run,

    /// <summary><c>?</c> in one of the first five parts of an ARN: no colon.</summary>
    OneOfPart,

    /// <summary><c>*</c> in one of the first five parts of an ARN: no colons.</summary>
    RunOfPart,

    /// <summary>The unknown value of a policy variable, the same one wherever the variable stands.</summary>
    Variable,
}

/// <summary>One token of a glob.</summary>
/// <param name="Step">What it takes.</param>
/// <param name="Character">The character, where it takes one.</param>
/// <param name="Variable">The number of the variable, where it is one.</param>
internal readonly record struct GlobToken(GlobStep Step, char Character = '\0', int Variable = -1)
{
    /// <summary>Whether it takes a run of any length.</summary>
    public bool IsRun => Step is GlobStep.Run or GlobStep.RunOfPart;
}
