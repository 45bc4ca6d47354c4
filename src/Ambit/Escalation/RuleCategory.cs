namespace Ambit.Escalation;

/// <summary>How a method works; orders methods that lead to the same place, the simplest first.</summary>
public enum RuleCategory
{
    /// <summary>Reads or administers the resource as it is.</summary>
    Direct = 0,

    /// <summary>Assumes, impersonates or signs in as another identity that lets it.</summary>
    Assumption = 1,

    /// <summary>Changes its own rights.</summary>
    SelfEscalation = 2,

    /// <summary>Takes over another identity: its keys, password, trust or policies.</summary>
    PrincipalAccess = 3,

    /// <summary>Makes a resource that runs as another identity.</summary>
    NewPassRole = 4,

    /// <summary>Reaches a resource that already runs as another identity.</summary>
    ExistingPassRole = 5,

    /// <summary>Finds the credentials of another identity.</summary>
    CredentialAccess = 6,

    /// <summary>Takes off what caps it: a guardrail, a boundary, a condition on a tag.</summary>
    GuardrailRemoval = 7,

    /// <summary>Gains a resource: by its policy, a copy, a share.</summary>
    ResourceAccess = 8,
}
