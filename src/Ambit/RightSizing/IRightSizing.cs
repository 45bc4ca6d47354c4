using System.Text.Json;
using Ambit.Escalation;
using Ambit.Usage;

namespace Ambit.RightSizing;

/// <summary>A cloud's right-sizing over one estate. Never wider than today, and never without its replay.</summary>
public interface IRightSizing
{
    /// <summary>The output formats it can write, the first being the default.</summary>
    IReadOnlyList<string> Formats { get; }

    /// <summary>Everything that <c>--all</c> sizes: identities that hold policies and that their owners can change.</summary>
    IReadOnlyList<SizingSubject> Subjects { get; }

    /// <summary>What a name means: an identity, a policy, a permission set; null where this cloud knows none.</summary>
    SizingSubject? Find(string name);

    /// <summary>Who holds an identity's or policy's power, by its exact id: the identity itself, a group's members, a policy's holders; none where it is unknown.</summary>
    IReadOnlyList<string> HoldersOf(string id);

    /// <summary>The least policies for a subject; several with <see cref="SizingOptions.Split"/>.</summary>
    /// <param name="subject">What to size.</param>
    /// <param name="usage">The roll-ups of its holders within the window.</param>
    /// <param name="options">How.</param>
    IReadOnlyList<RightSized> Size(SizingSubject subject, IReadOnlyList<UsageRow> usage, SizingOptions options);

    /// <summary>Replays a principal's window against a policy in place of its own, all other layers unchanged.</summary>
    ReplayReport Replay(string principal, JsonElement policy, IReadOnlyList<UsageRow> usage);

    /// <summary>What the estate would tell the escalation rules with results applied; null where the cloud cannot say.</summary>
    IEscalationFacts? Proposed(IReadOnlyList<RightSized> results) => null;

    /// <summary>Writes a result in one of <see cref="Formats"/>: file name and content.</summary>
    IReadOnlyList<(string File, string Content)> Render(RightSized result, string format);
}
