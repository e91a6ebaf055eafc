Console.WriteLine("Shop");
