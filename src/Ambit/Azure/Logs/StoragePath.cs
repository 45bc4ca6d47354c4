using System.Text;

namespace Ambit.Azure.Logs;

/// <summary>What of a storage account a request was made on: the account, or the container, queue or table in it that a role can be assigned at.</summary>
internal static class StoragePath
{
    private const string Accounts = "/storageaccounts/";

    private static readonly (string Action, string Kind)[] Kinds =
    [
        ("/blobservices/containers/", "/blobservices/default/containers/"), ("/queueservices/queues/", "/queueservices/default/queues/"), ("/tableservices/tables/", "/tableservices/default/tables/"),
    ];

    /// <summary>The name of the container as the record writes it; empty where it names none.</summary>
    /// <param name="record">The record.</param>
    /// <param name="escapes">Whether it is written as in a URI.</param>
    public static ReadOnlySpan<byte> ContainerOf(LogRecord record, out bool escapes)
    {
        escapes = false;
        var key = record.Bytes(RecordField.ObjectKey);
        if (key.Length > 1 && key[0] == '/' && key[1..].IndexOf((byte)'/') is > 0 and var account)
            return Segment(key[(account + 2)..]);
        escapes = true;
        var uri = record.Bytes(RecordField.Uri);
        var host = uri.IndexOf("://"u8);
        return host > 0 && uri[(host + 3)..].IndexOf((byte)'/') is > 0 and var path ? Segment(uri[(host + path + 4)..]) : default;
    }

    /// <summary>The resource, normal; null where the record names none.</summary>
    public static string? ResourceOf(LogRecord record, string action)
    {
        if (record[RecordField.ResourceId] is not { } id)
            return null;
        var account = AccountOf(ResourceId.Normal(id));
        var name = Encoding.UTF8.GetString(ContainerOf(record, out var escapes));
        name = escapes ? Uri.UnescapeDataString(name) : name;
        var kind = Array.Find(Kinds, k => action.Contains(k.Action, StringComparison.OrdinalIgnoreCase)).Kind;
        return kind is null || !IsName(name) || IsOfTheService(record[RecordField.Operation]) ? account : account + kind + name.ToLowerInvariant();
    }

    /// <summary>Calls on the service as a whole: their URI goes on with no container.</summary>
    private static bool IsOfTheService(string? operation) => operation is "ListContainers" or "ListQueues" or "ListFilesystems" or "QueryTables" or "GetBlobServiceProperties" or "FindBlobsByTags";

    /// <summary>Letters, digits and hyphens, and what the service itself names with a dollar sign; nothing else is a container.</summary>
    private static bool IsName(string name) => name.Length is > 1 and <= 63 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '$');

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> path)
    {
        var end = path.IndexOfAny((byte)'/', (byte)'?', (byte)'(');
        return end < 0 ? path : path[..end];
    }

    /// <summary>The account; its services are printed as <c>…/blobServices/default</c>.</summary>
    private static string AccountOf(string key)
    {
        var at = key.IndexOf(Accounts, StringComparison.Ordinal);
        var end = at < 0 ? -1 : key.IndexOf('/', at + Accounts.Length);
        return end < 0 ? key : key[..end];
    }
}
