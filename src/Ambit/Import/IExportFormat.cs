namespace Ambit.Import;

/// <summary>One export format that is read whole. Adding a format is adding one class; recognition is by content, not by name.</summary>
public interface IExportFormat
{
    /// <summary>What people call it: <c>aws iam get-account-authorization-details</c>.</summary>
    string Name { get; }

    /// <summary>Whether the document is of this format. Cheap: looks at the root's properties, not at all of the content.</summary>
    bool Recognises(Document document);

    /// <summary>Reads it into native documents. A broken part is reported and costs itself only.</summary>
    void Read(Document document, ImportSink sink);
}
