using Ambit.Aws.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Findings;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using static Ambit.Tests.Aws.Access.SmallEstate;

namespace Ambit.Tests.Aws.Findings;

/// <summary>What lets somebody in, for the kinds of finding about trust: access control lists as well as policies.</summary>
public sealed class TrustStatementTests
{
    private const string Lists = """{"ObjectOwnership":"OWNERSHIP","AccessControlList":{"Grants":[{"Grantee":{"URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"}]}}""";

    [Theory]
    [InlineData("ObjectWriter", false, true)]
    [InlineData("BucketOwnerEnforced", false, false)]
    [InlineData("ObjectWriter", true, false)]
    public void A_public_list_lets_everybody_in_unless_lists_are_off_or_ignored(string ownership, bool ignored, bool expected)
    {
        var bucket = Bucket("b", properties: Lists.Replace("OWNERSHIP", ownership, StringComparison.Ordinal));
        var block = new PublicAccessBlock(false, ignored, false, false);
        var statements = TrustStatement.Of(Empty with { Accounts = [Account(A, block)], Resources = [bucket] }, new PolicyCompiler(AwsCatalogue.Current)).ToList();
        Assert.Equal(expected, statements.Exists(s => s.List && PublicGrants.Public(s.Statement)));
    }
}
