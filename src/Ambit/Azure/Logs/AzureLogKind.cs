namespace Ambit.Azure.Logs;

/// <summary>Which log shows a use of an action.</summary>
internal static class AzureLogKind
{
    /// <summary>The kind of log, empty where none shows it.</summary>
    /// <param name="action">An action or a pattern of actions.</param>
    /// <param name="isData">Whether it is of a data plane.</param>
    public static string Of(string action, Func<string, bool> isData)
    {
        if (action.StartsWith("microsoft.directory/", StringComparison.OrdinalIgnoreCase))
            return action.EndsWith("/read", StringComparison.OrdinalIgnoreCase) ? "" : "audit";
        if (!action.Contains('/'))
            return action is "*" ? "activity" : "graph";
        if (isData(action))
            return "data";
        return action.EndsWith("/read", StringComparison.OrdinalIgnoreCase) ? "" : "activity";
    }
}
