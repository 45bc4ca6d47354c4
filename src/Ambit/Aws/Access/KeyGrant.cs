namespace Ambit.Aws.Access;

/// <summary>A KMS grant, as far as a decision needs it (KMS Developer Guide, "Grants in AWS KMS").</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="Grantee">Whom it names.</param>
/// <param name="IssuingAccount">The account that issued it, null where unknown.</param>
/// <param name="Actions">The actions it allows, lower case (<c>kms:decrypt</c>).</param>
/// <param name="Constrained">Whether it asks for an encryption context.</param>
internal sealed record KeyGrant(string Id, string Grantee, string? IssuingAccount, IReadOnlySet<string> Actions, bool Constrained);
