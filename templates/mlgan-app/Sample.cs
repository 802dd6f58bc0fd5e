// dotnet run -- [MODEL.onnx [SEED]]: draws a grid of 64 samples of a generator.
using Ml.Gan.Onnx;

const string Grid = "grid.png";

string model = args.ElementAtOrDefault(0) ?? "generator.onnx";
int seed = int.Parse(args.ElementAtOrDefault(1) ?? "1");
if (!File.Exists(model))
{
    Console.Error.WriteLine($"There is no '{model}'. Train one with 'mlgan train', or name another file.");
    return 1;
}

using var generator = OnnxGenerator.Load(model);
ImageGrid.Save(Grid, generator.Sample(count: 64, seed));
Console.WriteLine($"Wrote {Grid}; sampled on {generator.DeviceDescription}");
return 0;
