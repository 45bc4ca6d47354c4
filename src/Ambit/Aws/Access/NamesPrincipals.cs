namespace Ambit.Aws.Access;

/// <summary>How the statements of a layer name principals.</summary>
internal enum NamesPrincipals : byte
{
    /// <summary>They have no Principal element: they are about whom the policy is attached to.</summary>
    Never,

    /// <summary>As resource policies do.</summary>
    Resource,

    /// <summary>As resource control policies do: without the element, nobody.</summary>
    Guardrail,

    /// <summary>As VPC endpoint policies do: an account means its root user.</summary>
    Endpoint,
}
