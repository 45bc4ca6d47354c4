using Ambit.Escalation;

namespace Ambit.Findings;

/// <summary>How bad a path is: by what it reaches, and how easily.</summary>
public static class PathSeverity
{
    /// <summary>
    /// Administration is critical, a sensitive resource or an identity of production high, another identity medium; what waits for
    /// a condition is one milder, and so is a long way to anything but production.
    /// </summary>
    public static Severity Of(EscalationPath path, PathLabels labels)
    {
        var admin = EscalationEdge.IsAdmin(path.To, out var scope);
        var production = labels.Production(admin ? scope : path.To);
        var severity = admin ? Severity.Critical : labels.Sensitive(path.To) || production ? Severity.High : Severity.Medium;
        if (!path.Certain)
            severity = Milder(severity);
        return path.Hops.Count > 4 && !production ? Milder(severity) : severity;
    }

    private static Severity Milder(Severity severity) => severity > Severity.Low ? severity - 1 : severity;
}
