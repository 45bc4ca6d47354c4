namespace Ambit.Cli.Reports;

/// <summary>One format that a scan, or the findings of a snapshot, can be written in. Adding one is one class and its line in <see cref="ReportFormats"/>.</summary>
internal interface IReport
{
    /// <summary>What <c>--format</c> calls it.</summary>
    string Format { get; }

    /// <summary>Writes all of it.</summary>
    void Write(ReportSubject subject, TextWriter output);
}
