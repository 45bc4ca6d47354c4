namespace Ambit.Aws.Access;

/// <summary>Who may call <c>sts:AssumeRoot</c> on a member account's root user (STS API Reference, "AssumeRoot").</summary>
/// <param name="Accounts">The management account and IAM's delegated administrators; null where no export tells the organisation.</param>
/// <param name="Enabled">Whether root sessions or the management of root credentials are enabled; null where no export tells.</param>
internal sealed record RootAssumption(IReadOnlySet<string>? Accounts, bool? Enabled);
