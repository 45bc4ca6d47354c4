namespace Ambit.Settings;

/// <summary>An account, tenant or project outside the estate that is trusted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Vendor">Whether it is a vendor's, so that an external id is expected.</param>
public sealed record TrustedScope(string Id, string Name, bool Vendor);
