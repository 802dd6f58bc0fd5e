using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor square_avg;
        public Tensor momentum_buffer;
        public Tensor grad_avg;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            square_avg = Zeros();
            if (((Options)options).momentum > 0) momentum_buffer = Zeros();
            if (((Options)options).centered == true) grad_avg = Zeros();
        }

        public void Dispose()
        {
            square_avg?.Dispose();
            momentum_buffer?.Dispose();
            grad_avg?.Dispose();
        }

        public override void to(Device device)
        {
            Move(ref square_avg, device);
            Move(ref momentum_buffer, device);
            Move(ref grad_avg, device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            Take(ref square_avg, other.square_avg);
            Take(ref momentum_buffer, other.momentum_buffer);
            Take(ref grad_avg, other.grad_avg);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            Load(reader, ref square_avg);
            Load(reader, ref momentum_buffer);
            Load(reader, ref grad_avg);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            Save(writer, square_avg);
            Save(writer, momentum_buffer);
            Save(writer, grad_avg);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State s && step == s.step && Close(square_avg, s.square_avg)
            && Close(momentum_buffer, s.momentum_buffer) && Close(grad_avg, s.grad_avg);
    }
}
