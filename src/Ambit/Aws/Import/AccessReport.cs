using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary>What IAM's reports of last access have in common: they are made by a job, and may be fetched before it is done.</summary>
internal static class AccessReport
{
    /// <summary>When it was made.</summary>
    public static DateTimeOffset? At(Document document) => document.Json.Time("JobCompletionDate", "JobCreationDate");

    /// <summary>Whether the job was done; notes where it was not.</summary>
    public static bool IsReady(Document document, ImportSink sink)
    {
        if (document.Json.Text("JobStatus") is not { } status || status == "COMPLETED")
            return true;
        sink.Note($"{document.Path}: the report was not ready when it was fetched ({(status == "FAILED" ? "FAILED" : "IN_PROGRESS")}); it says nothing");
        return false;
    }
}
