using System.CommandLine;
using Ambit.Cli.Input;
using Ambit.Escalation;
using Ambit.Findings;
using Ambit.Settings;

namespace Ambit.Cli.Commands;

/// <summary>The labels of the snapshot that a session asks: those that a scan of it uses.</summary>
internal static class EscalationLabels
{
    /// <summary>The labels.</summary>
    public static PathLabels Of(World world, ParseResult parsed, Session session)
    {
        var settings = SettingsFile.For(world, parsed, session.Snapshot);
        var scopes = session.Estate.Clouds.SelectMany(c => c.Scopes).ToList();
        return EstatePaths.LabelsOf([.. session.Estate.Clouds.SelectMany(c => c.Resources)], settings, new ProductionScopes(scopes, settings));
    }
}
