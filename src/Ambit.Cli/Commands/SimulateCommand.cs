using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary><c>simulate</c>: decides self-contained requests, one JSON document a line, in a closed world.</summary>
internal sealed class SimulateCommand : ICliCommand
{
    public IReadOnlyList<string> Examples => ["ambit simulate requests.jsonl"];

    public Command Build(World world)
    {
        var file = new Argument<string>("FILE") { Description = "requests as JSON Lines; - reads standard input" };
        var command = new Command("simulate", "decide self-contained AWS requests, JSON Lines in and out") { file };
        command.SetAction(async (result, cancellation) =>
        {
            var name = result.GetValue(file)!;
            if (name is "-")
                return await Run(world.In, world, cancellation).ConfigureAwait(false);
            var path = world.Resolve(name);
            if (!File.Exists(path))
            {
                await world.Error.WriteLineAsync($"there is no file `{Plain.Line(name)}`").ConfigureAwait(false);
                return ExitCode.Usage;
            }
            var input = File.OpenRead(path);
            await using (input.ConfigureAwait(false))
                return await Run(input, world, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> Run(Stream input, World world, CancellationToken cancellation)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var simulations = new Clouds().All.Select(c => c.Simulate()).OfType<ISimulation>().ToList();
        var buffer = new ArrayBufferWriter<byte>(1 << 12);
        var errors = 0;
        var line = 0L;
        while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            buffer.ResetWrittenCount();
            if (!Answer(simulations, text, line, buffer))
                errors++;
            await world.Out.WriteLineAsync(Encoding.UTF8.GetString(buffer.WrittenSpan).AsMemory(), cancellation).ConfigureAwait(false);
        }
        if (errors == 0)
            return ExitCode.Fine;
        await world.Error.WriteLineAsync($"{errors} of {line} lines could not be read; each has its `error`").ConfigureAwait(false);
        return ExitCode.Partial;
    }

    /// <summary>Writes the answer to one line; false where it could not be read.</summary>
    private static bool Answer(List<ISimulation> simulations, string text, long line, ArrayBufferWriter<byte> buffer)
    {
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(text);
            var request = json.RootElement;
            var simulation = simulations.Find(s => s.Reads(request)) ?? throw new FormatException("requests of this `cloud` are not simulated");
            Write(buffer, request, simulation.Decide(request));
            return true;
        }
        catch (JsonException e)
        {
            WriteError(buffer, null, $"line {line}: no JSON at byte {e.BytePositionInLine ?? 0}");
        }
        catch (FormatException e)
        {
            WriteError(buffer, json?.RootElement, $"line {line}: {e.Message}");
        }
        finally
        {
            json?.Dispose();
        }
        return false;
    }

    private static void Write(ArrayBufferWriter<byte> buffer, JsonElement request, SimulationAnswer answer)
    {
        using var json = new Utf8JsonWriter(buffer, JsonOutput.Line);
        json.WriteStartObject();
        WriteId(json, request);
        json.WriteString("decision", answer.Outcome.ToString());
        json.WriteStrings("blockedBy", answer.BlockedBy);
        json.WriteObjects("matched", answer.Matched, (json, statement) =>
        {
            json.WriteString("policy", statement.Policy);
            json.WriteNumber("index", statement.Index);
        });
        json.WriteStrings("missingContext", answer.MissingContext);
        json.WriteEndObject();
    }

    private static void WriteError(ArrayBufferWriter<byte> buffer, JsonElement? request, string error)
    {
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer, JsonOutput.Line);
        json.WriteStartObject();
        WriteId(json, request ?? default);
        json.WriteString("error", error);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, JsonElement request)
    {
        json.WritePropertyName("id");
        if (request.ValueKind is JsonValueKind.Object && request.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            id.WriteTo(json);
        else
            json.WriteNullValue();
    }
}
