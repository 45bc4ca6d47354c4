namespace Ambit.Cli.Reports;

/// <summary>A format that is written from the report's content alone.</summary>
internal abstract class ContentReport : IReport
{
    /// <inheritdoc/>
    public abstract string Format { get; }

    /// <inheritdoc/>
    public void Write(ReportSubject subject, TextWriter output) => Write(ReportContent.Of(subject), output);

    /// <summary>Writes the whole report. Everything in the content may come from strangers.</summary>
    public abstract void Write(ReportContent content, TextWriter output);
}
