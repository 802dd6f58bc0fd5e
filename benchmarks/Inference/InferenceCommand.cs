using System.Text.Json;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>
/// Samples with Ml.Gan's exported generators and with others in turns, and prints the ratios of their times.
/// </summary>
internal static class InferenceCommand
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static void Run(Arguments arguments)
    {
        if (StartUp.IsChild())
            return;
        int rounds = arguments.Number("--rounds", 7);
        int[] batches = arguments.Number("--batch", 0) is > 0 and var one ? [one] : [1, 8, 64, 256];
        var threads = arguments.ThreadCounts;
        List<InferenceRow> rows = [];
        List<object> starts = [];
        if (!arguments.Json)
            Console.WriteLine($"""
                {Subject.Description}; medians of {rounds} rounds (quartiles)
                Times of others relative to OnnxGenerator's: above 1 it is faster. Share: of ONNX Runtime's MatMul rate

                | Network | Batch | Threads | TorchSharp eager | plain graph | onnxruntime-node | share of MatMul |
                |---|---|---|---|---|---|---|
                """);
        foreach (var subject in Subject.All())
        {
            string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
            try
            {
                File.WriteAllBytes(file, subject.Exported);
                foreach (int batch in batches)
                {
                    foreach (int count in threads)
                    {
                        rows.Add(InferenceRow.Measure(subject, file, batch, count, rounds));
                        if (!arguments.Json)
                            Print(rows[^1]);
                    }
                }

                starts.Add(Start(subject.Name, file, rounds, arguments.Json));
            }
            finally
            {
                File.Delete(file);
                File.Delete($"{file}.optimized");
            }
        }

        var transform = TransformRate.Measure(rounds);
        if (!arguments.Json)
            Console.WriteLine($"GanTransformer.Transform of {TransformRate.Rows} rows: {transform} of the rate of "
                + "OnnxGenerator.Generate");
        else
            Console.WriteLine(JsonSerializer.Serialize(
                new { workload = Subject.Description, rounds, rows, start_up = starts, transform }, s_format));
    }

    private static void Print(InferenceRow row) => Console.WriteLine(
        $"| {row.Network} | {row.Batch} | {row.Threads} | {row.Eager} | {row.Plain} | "
        + $"{row.Node?.ToString() ?? "not installed"} | {row.ShareOfMatMul} |");

    private static object Start(string network, string file, int rounds, bool json)
    {
        var (toFirst, toNone) = StartUp.Measure(file, rounds);
        if (!json)
            Console.WriteLine(
                $"Start-up of {network} with the kept model: {toFirst} of the first, {toNone} of one that keeps none");
        return new { network, to_first = toFirst, to_none = toNone };
    }
}
