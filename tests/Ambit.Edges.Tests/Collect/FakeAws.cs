using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Ambit.Edges.Tests.Collect;

/// <summary>
/// A server that speaks enough of the AWS protocols for the real AWS CLI to talk to: a table of answers by service and
/// operation; whatever is not in it is refused as AWS refuses.
/// </summary>
internal sealed class FakeAws : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, string> _answers;
    private readonly Task _loop;

    public FakeAws(Dictionary<string, string> answers)
    {
        _answers = answers;
        for (var port = 20000 + (Environment.ProcessId % 20000); ; port++)
        {
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                _listener.Start();
                Url = $"http://127.0.0.1:{port}";
                break;
            }
            catch (HttpListenerException) when (port < 60000)
            {
                _listener.Prefixes.Clear();
            }
        }

        _loop = Task.Run(LoopAsync);
    }

    public string Url { get; } = "";

    /// <summary>Every operation asked for, as <c>service operation</c>, and the HTTP verbs of REST services.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

    public void Dispose()
    {
        _listener.Stop();
        _loop.Wait(TimeSpan.FromSeconds(5));
        ((IDisposable)_listener).Dispose();
    }

    private async Task LoopAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var service = Regex.Match(context.Request.Headers["Authorization"] ?? "", @"Credential=[^/]+/\d+/[^/]*/([a-z0-9.-]+)/aws4_request").Groups[1].Value;
        var target = context.Request.Headers["X-Amz-Target"];
        var operation = target is not null ? target[(target.LastIndexOf('.') + 1)..]
            : Regex.Match(body, @"(?:^|&)Action=(\w+)") is { Success: true } action ? action.Groups[1].Value
            : $"{context.Request.HttpMethod} {context.Request.Url!.PathAndQuery}";
        lock (Asked)
            Asked.Add($"{service} {operation}");
        var json = target is not null || service is not ("iam" or "sts" or "ec2" or "s3" or "sns" or "sqs" or "cloudformation" or "autoscaling");
        var found = _answers.TryGetValue($"{service} {operation}", out var text);
        var refusal = json
            ? """{"__type":"AccessDeniedException","message":"User is not authorized to perform this"}"""
            : "<ErrorResponse><Error><Code>AccessDenied</Code><Message>User is not authorized to perform this</Message></Error><RequestId>1</RequestId></ErrorResponse>";
        if (!found && service == "s3")
            refusal = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
        if (!found && service == "ec2")
            refusal = "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized</Message></Error></Errors><RequestID>1</RequestID></Response>";
        context.Response.StatusCode = found ? 200 : 403;
        context.Response.ContentType = json ? "application/x-amz-json-1.1" : "text/xml";
        if (!found)
            context.Response.Headers["x-amzn-errortype"] = "AccessDeniedException";
        var bytes = Encoding.UTF8.GetBytes(found ? text! : refusal);
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
