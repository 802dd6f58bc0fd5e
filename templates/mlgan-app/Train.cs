// dotnet run -- [FOLDER [STEPS [SIZE]]]: trains on the images in a folder, or on drawn digits without one.
using Microsoft.ML;
using Ml.Gan;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;

const string Model = "generator.onnx", Card = "README.md", Grid = "grid.png";

string data = args.ElementAtOrDefault(0) ?? "builtin:glyphs";
long steps = long.Parse(args.ElementAtOrDefault(1) ?? "1500");
int size = int.Parse(args.ElementAtOrDefault(2) ?? "32");

var mlContext = new MLContext(seed: 1);
mlContext.Log += (_, log) =>
{
    if (log.Source.Contains("Gan", StringComparison.Ordinal))
        Console.WriteLine(log.Message);
};

using var source = SampleSource.Open(data, new SampleSourceOptions { Size = size });
Console.WriteLine($"{data}: {source.Count?.ToString() ?? "endless"} images of {source.Shape}, {steps} steps");
var images = mlContext.Gan().LoadFromSource(source);
var estimator = mlContext.Gan().Generator("Generated", "Image", network: new Dcgan { Width = 32 }, steps: steps);

using (var model = estimator.Fit(images))
    model.ExportToOnnx(Model);
ModelCard.For(Model).Save(Card);

using var generator = OnnxGenerator.Load(Model);
ImageGrid.Save(Grid, generator.Sample(count: 64, seed: 1));
Console.WriteLine($"Wrote {Model}, {Card} and {Grid}; sampled on {generator.DeviceDescription}");
