namespace Ambit.Cli.Reports;

/// <summary>A trust that crosses a border.</summary>
/// <param name="Identity">Who lets in.</param>
/// <param name="Trusted">Who is let in, as the trust names it.</param>
/// <param name="Where">inside, outside, or unknown organisation.</param>
/// <param name="Note">What narrows it, or what is missing.</param>
internal sealed record ReportTrust(string Identity, string Trusted, string Where, string Note);
