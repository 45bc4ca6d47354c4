namespace Ambit.Import;

/// <summary>A cloud's script of read-only vendor commands that fills a folder which a scan reads.</summary>
public interface ICollectScript
{
    /// <summary>The vendor tool the script runs, for help: <c>AWS CLI v2</c>.</summary>
    string Tool { get; }

    /// <summary>The script.</summary>
    /// <param name="role">A role to assume in every account of the organisation; null for the account of the credentials alone.</param>
    /// <exception cref="ArgumentException">The role's name has a character that such names cannot have.</exception>
    string Script(string? role);

    /// <summary>The exact policy or role that the script needs, in the cloud's own form.</summary>
    string Permissions();
}
