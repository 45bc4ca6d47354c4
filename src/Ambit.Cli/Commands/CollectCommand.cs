using System.CommandLine;

namespace Ambit.Cli.Commands;

/// <summary><c>collect</c>: a script of read-only vendor commands that fills a folder which <c>scan</c> reads.</summary>
internal sealed class CollectCommand : ICliCommand
{
    public IReadOnlyList<string> Examples =>
    [
        "ambit collect aws --print-script",
        "ambit collect azure --permissions",
    ];

    public Command Build(World world)
    {
        var clouds = new Clouds().All.Where(c => c.CollectScript is not null).ToList();
        var cloud = new Argument<string>("CLOUD") { Description = $"one of: {string.Join(", ", clouds.Select(c => c.Name))}" };
        cloud.AcceptOnlyFromAmong([.. clouds.Select(c => c.Name)]);
        var script = new Option<bool>("--print-script") { Description = "print the script; run it where the credentials are" };
        var permissions = new Option<bool>("--permissions") { Description = "print the exact permissions that the script needs" };
        var role = new Option<string?>("--role") { Description = "a role to assume in every account of the organisation (AWS)", HelpName = "NAME" };
        var command = new Command("collect", "print a read-only script that collects a cloud's exports into a folder")
        {
            cloud, script, permissions, role,
        };
        command.Validators.Add(r =>
        {
            if (r.GetValue(script) == r.GetValue(permissions))
                r.AddError("give --print-script or --permissions; Ambit holds no cloud credentials of its own");
        });
        command.SetAction((result, cancellation) =>
        {
            var source = clouds.First(c => c.Name == result.GetValue(cloud)).CollectScript!;
            try
            {
                var text = result.GetValue(permissions) ? source.Permissions() : source.Script(result.GetValue(role));
                world.Out.Write(text);
                return Task.FromResult(ExitCode.Fine);
            }
            catch (ArgumentException e)
            {
                world.Error.WriteLine(Plain.Line(e.Message));
                return Task.FromResult(ExitCode.Usage);
            }
        });
        return command;
    }
}
