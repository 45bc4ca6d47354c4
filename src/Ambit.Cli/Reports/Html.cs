using System.Text.Encodings.Web;

namespace Ambit.Cli.Reports;

/// <summary>Writes HTML such that text from strangers can only ever be text: every value passes the encoder, tags are ours.</summary>
internal sealed class Html(TextWriter output)
{
    /// <summary>Markup that is written in this project's source.</summary>
    public Html Raw(string markup)
    {
        output.Write(markup);
        return this;
    }

    /// <summary>Text, encoded; control characters shown as escapes.</summary>
    public Html Text(string text)
    {
        output.Write(HtmlEncoder.Default.Encode(Plain.Line(text)));
        return this;
    }

    /// <summary>An element with text in it.</summary>
    public Html Element(string tag, string text, string? css = null) =>
        Open(tag, css).Text(text).Raw($"</{tag}>");

    /// <summary>Opens an element.</summary>
    public Html Open(string tag, string? css = null) => Raw(css is null ? $"<{tag}>" : $"<{tag} class=\"{css}\">");

    /// <summary>Closes an element.</summary>
    public Html Close(string tag) => Raw($"</{tag}>\n");
}
