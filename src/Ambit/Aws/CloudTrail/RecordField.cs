namespace Ambit.Aws.CloudTrail;

/// <summary>The members of a record that matter, and those by which other tools wrap one.</summary>
internal enum RecordField
{
    Identity,
    Time,
    Source,
    Name,
    Region,
    Address,
    ErrorCode,
    ErrorMessage,
    Request,
    EventId,
    Resources,
    EventType,
    Category,
    Management,
    Recipient,
    SharedId,
    Endpoint,
    Tls,
    Addendum,
    Insight,
    Detail,
    Wrapped,
    Nested,
    Timestamp,
    Count,
    None = -1,
}
