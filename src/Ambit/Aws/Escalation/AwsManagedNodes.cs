using Ambit.Access;
using Ambit.Aws.Inventory;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>What rules ask of instances that Systems Manager and Instance Connect reach.</summary>
internal sealed class AwsManagedNodes(AwsEstate estate, AwsWorkloads workloads, AwsPermissions permissions)
{
    /// <summary>"ssm:UpdateInstanceInformation": without it the agent cannot register (Systems Manager User Guide, "instance permissions").</summary>
    public IEnumerable<Fact> ManagedNode(string instance, string role)
    {
        var answer = permissions.Ask(new PermissionQuestion(role, "ssm:UpdateInstanceInformation", null, AccessRequest.NoContext, null));
        if (answer.Holds)
            yield return new Fact([instance, role], answer.Conditions, []);
    }

    /// <summary>Who gets a shell on which running instance of its account.</summary>
    public IEnumerable<Fact> Shell(IReadOnlyList<string?> bound, IRelation exists)
    {
        string[] actions = [.. ((string[])["ssm:StartSession", "ssm:SendCommand", "ec2-instance-connect:SendSSHPublicKey"]).Where(a => permissions.Possible.MayHold(bound[0]!, a))];
        if (actions.Length == 0)
            yield break;
        // Instances have no resource policies: nobody of another account is let in.
        var account = AwsTrusts.Account(bound[0]!);
        foreach (var fact in exists.Rows([bound[1], "AWS::EC2::Instance", bound[2] ?? account, "running"]).Where(f => f.Values[3] == "running" && f.Values[2] == account))
        {
            foreach (var action in actions)
            {
                var answer = permissions.Ask(new PermissionQuestion(bound[0]!, action, fact.Values[0], AccessRequest.NoContext, null));
                if (!answer.Holds)
                    continue;
                yield return new Fact([bound[0]!, fact.Values[0], fact.Values[2]], [.. fact.Conditions, .. answer.Conditions], []);
                break;
            }
        }
    }

    /// <summary>
    /// Documents of AWS's own that run what the caller says; what a document of the account's own runs, no export tells (Systems Manager
    /// User Guide, "Command document plugin reference").
    /// </summary>
    public IEnumerable<Fact> CommandDocuments()
    {
        foreach (var account in estate.Accounts.Where(a => a.Exported).Select(a => a.Id))
        {
            foreach (var name in (string[])["AWS-RunShellScript", "AWS-RunPowerShellScript", "AWS-RunRemoteScript", "AWS-RunDocument", "AWS-ApplyAnsiblePlaybooks", "AWS-RunAnsiblePlaybook", "AWS-RunSaltState", "AWS-ApplyChefRecipes"])
                yield return new Fact($"arn:*:ssm:*::document/{name}", account);
            foreach (var own in workloads.Resources("AWS::SSM::Document").Where(d => d.Account == account))
                yield return new Fact([own.Arn, account], [Fact.Unknown("what it runs", own.Arn)], []);
            if (!estate.Lists(account, "AWS::SSM::Document"))
                yield return new Fact([$"arn:*:ssm:*:{account}:document/*", account], [Fact.Unknown("what the documents of Systems Manager run", account)], []);
        }
    }
}
